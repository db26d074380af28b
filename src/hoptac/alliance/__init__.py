"""What the alliance sees: figures of its cooperatives by area, activity field and kind (Law 17/2023/QH15 Art. 111)."""
