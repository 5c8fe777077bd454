//DEPS io.github.padreati:rapaio-jupyter-kernel:3.0.1

// What runs the code of notebooks.
