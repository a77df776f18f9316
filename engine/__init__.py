"""A neural network from scratch in NumPy.

Read in this order: activations, losses, initializers, layers, network, backprop; then how it learns: optimizers,
schedules, penalty, batches, config, history, training; then pruning, which makes that faster, and what helps to watch:
boundary, diagnosis. The data: datasets, features, handwriting.
"""
