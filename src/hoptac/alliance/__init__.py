"""What the alliance sees of its cooperatives: figures rolled up by area, activity field and kind (Law 17/2023/QH15 Art. 111)."""
