"""One self-contained HTML page of the results."""
