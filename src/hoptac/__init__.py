"""hoptac: members, capital and books of Vietnamese cooperatives, with figures that rise to the alliance."""
