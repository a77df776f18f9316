"""A short course: one neuron first, then all that a training step is made of, number by number."""
from pages.ui import doorway
from pages.ui.first_principles import course
from pages.ui.shared import guard

doorway.require_app(__file__)
guard.show()
course.show()
