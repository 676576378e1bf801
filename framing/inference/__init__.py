"""Statistics of clustered articles: intervals, tests, families, and corrections for the classifier's errors."""
