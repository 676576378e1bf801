"""What is compared between outlets: polarity, coverage, sourcing, stance, agency, wording, omission, change."""
