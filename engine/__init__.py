"""A neural network from scratch in NumPy.

Read in this order: activations, losses, initializers, layers, network, backprop, optimizers, batches, training,
boundary; then the data: datasets, handwriting.
"""
