#!/usr/bin/env python3
"""The convolutional autoencoder of workload W5 in Keras: one epoch on MNIST, from the start of the process.

  mnist_conv_keras.py FOLDER

FOLDER holds train-images-idx3-ubyte.gz. Time it from outside: what counts is how long a user waits for the first epoch.
"""
import gzip
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers

with gzip.open(os.path.join(sys.argv[1], "train-images-idx3-ubyte.gz")) as file:
    train = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 28, 28, 1).astype(np.float32) / 255
keras.utils.set_random_seed(7)
same = {"strides": 2, "padding": "same"}
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, activation="relu", **same),
        layers.Conv2D(32, 3, activation="relu", **same),
        layers.Flatten(),
        layers.Dense(64),
        layers.Dense(1568, activation="relu"),
        layers.Reshape((7, 7, 32)),
        layers.Conv2DTranspose(16, 3, activation="relu", **same),
        layers.Conv2DTranspose(1, 3, activation="sigmoid", **same),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy")
history = model.fit(train, train, batch_size=128, epochs=1, verbose=0)
print(history.history["loss"][0])
