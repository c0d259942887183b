"""Documents that traders attach to their cases: checked by content, kept by digest, shown to whom they concern."""
