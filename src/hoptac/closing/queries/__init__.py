"""Every SELECT of closing: months and years, proofs."""
