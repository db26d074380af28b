"""What the law gives a person and the organization: days to answer in, and what may be erased when. Pure."""
