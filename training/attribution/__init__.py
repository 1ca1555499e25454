"""How the attribution model is made: corpus, rewriting, network, training, export."""
