"""The books of TT 71/2024/TT-BTC (appendix III): one table says what each of them is of and shows, one engine reads them."""
