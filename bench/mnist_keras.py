#!/usr/bin/env python3
"""The same program in Keras: 784-128-784 on MNIST, ten epochs, then the error on the test images.

  mnist_keras.py FOLDER [auto|jit|nojit] [SEED]

FOLDER holds train-images-idx3-ubyte.gz and t10k-images-idx3-ubyte.gz. The second word is jit_compile of
Model.compile, "auto" being Keras's own choice. Prints one JSON object: bce and mse are means over all pixels of the
test images, in double precision, with reconstructions clipped to [1e-7, 1 - 1e-7] for bce.
"""
import gzip
import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np

FOLDER = sys.argv[1]
JIT = {"auto": "auto", "jit": True, "nojit": False}[sys.argv[2] if len(sys.argv) > 2 else "auto"]
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 7
HEADER = 16


def images(name):
    with gzip.open(os.path.join(FOLDER, name)) as file:
        pixels = np.frombuffer(file.read(), np.uint8, offset=HEADER)
    return pixels.reshape(-1, 784).astype(np.float32) / 255


keras.utils.set_random_seed(SEED)
train, test = images("train-images-idx3-ubyte.gz"), images("t10k-images-idx3-ubyte.gz")
model = keras.Sequential(
    [keras.Input((784,)), keras.layers.Dense(128, activation="relu"), keras.layers.Dense(784, activation="sigmoid")]
)
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy", jit_compile=JIT)
model.fit(train, train, batch_size=256, epochs=10, verbose=0)

y = model.predict(test, batch_size=1024, verbose=0).astype(np.float64)
t = test.astype(np.float64)
p = np.clip(y, 1e-7, 1 - 1e-7)
bce = -(t * np.log(p) + (1 - t) * np.log(1 - p)).mean()
print(json.dumps({"bce": float(bce), "mse": float(((y - t) ** 2).mean()), "rows": len(test)}))
