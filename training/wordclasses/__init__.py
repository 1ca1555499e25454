"""How the word classes of ``onrecord.statements.wordclasses`` were learnt."""
