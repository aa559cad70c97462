"""How fast it is: each module measures one thing beside a yardstick run in the same breath, and prints the ratio.

Never part of the tests: machines differ and drift, so nothing here fails; goals stand beside the figures.
"""
