"""Capital members pledge and pay in, its certificates and its return (Law 17/2023/QH15 Arts. 73–78, 90)."""
