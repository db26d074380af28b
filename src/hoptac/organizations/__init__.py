"""The registry: cooperatives, unions, groups, credit funds and alliances, and the areas they lie in.

Legal basis: Law 17/2023/QH15 Art. 4 (kinds), 46 (registration code), 111 (alliances); Law 72/2025/QH15 (areas).
Tables: organizations, areas, legal_parameters (reference).
"""
