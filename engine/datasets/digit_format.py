"""How a digit is given to a network, once for all who draw, read, change or show one: MNIST's format, as measured.

A digit is a picture of SIDE x SIDE pixels, flat where it is a row of a dataset. Its ink was scaled so that its longest
side is BOX pixels, and placed by whole pixels so that its center of mass is at index CENTER, both ways.
"""
SIDE = 28          # pixels of the picture
PIXELS = SIDE**2   # of it, as a row
BOX = 20           # pixels of the ink's longest side
CENTER = 14.0      # the index of the ink's center of mass; not 13.5, the middle of the picture
LABELS = tuple("0123456789")
