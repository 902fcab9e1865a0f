"""What hears and speaks: small Protocols, and the real engines behind them."""
