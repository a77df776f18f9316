"""What several pages offer to choose from, and what people call it. Knows nothing of Streamlit."""
LEARNING_RATES = [float(f"{mantissa}e{power}") for power in range(-3, 1) for mantissa in (1, 1.5, 2, 3, 5, 7)] + [10.0]
PENALTIES = (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3)

ACTIVATION_NAMES = {"sigmoid": "Sigmoid", "tanh": "Tanh", "relu": "ReLU", "leaky_relu": "Leaky ReLU", "gelu": "GELU",
                    "sine": "Sine", "identity": "Identity", "step": "Step"}
LOSS_NAMES = {"mse": "Mean squared error", "binary_cross_entropy": "Binary cross-entropy",
              "softmax_cross_entropy": "Softmax cross-entropy"}
OPTIMIZER_NAMES = {"sgd": "Gradient descent (SGD)", "momentum": "Momentum", "adam": "Adam"}
INIT_NAMES = {"he": "He", "xavier": "Xavier", "normal": "Standard normal",
              "normal_with_biases": "Standard normal, biases too", "zeros": "Zeros"}
FITTING_INITS = {"relu": "he", "leaky_relu": "he", "gelu": "he"}  # of weights before these; before others, xavier
