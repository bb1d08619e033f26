"""What a Network can do, one idea each; the class itself is in ``netweave.network``."""
