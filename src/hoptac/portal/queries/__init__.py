"""Every SELECT of the portal: `access` is what the board sees, `own` what a member reads of herself."""
