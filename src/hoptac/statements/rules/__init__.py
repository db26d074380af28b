"""What the statements of TT 71/2024/TT-BTC (appendix IV) say of the figures of the books: pure functions, no database."""
