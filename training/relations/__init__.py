"""How the network for relations was made: from sentences with a pair of actors to weights."""
