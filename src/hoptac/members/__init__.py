"""Members of a cooperative: who they are, since when, and of which kind (Law 17/2023/QH15 Arts. 4, 15, 30)."""
