#!/usr/bin/env python3
"""Workload P1 in the way of PyOD's AutoEncoder, in PyTorch: from a CSV table to a model, and from both to scores.

  anomaly_table_pytorch.py train TABLE.csv MODEL.pt
  anomaly_table_pytorch.py score TABLE.csv MODEL.pt SCORES.csv

Numbers only, with a line of names. Network, optimizer and batch are those of `hourglass train` on P1 (docs/performance.md):
30-20-10-20-30 for 30 columns, tanh, Adam 1e-3, batches of 256, one epoch on all rows. The score of a row is its mean
squared error; the threshold is the 99 % quantile of the training rows' scores, as PyOD finds it from `contamination`.
The table is read by pandas (float32). Each part prints its seconds and the peak of resident memory so far.
"""
import resource
import sys
import time

BEGIN = time.perf_counter()

import numpy as np
import pandas as pd
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

SHARE = 0.01


def done(part):
    global BEGIN
    now = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{part:<10} {now - BEGIN:7.2f} s  {peak:7.0f} MB")
    BEGIN = now


def read(path):
    return pd.read_csv(path, dtype=np.float32).to_numpy()


def network(width):
    return nn.Sequential(
        nn.Linear(width, 20), nn.Tanh(), nn.Linear(20, 10), nn.Tanh(), nn.Linear(10, 20), nn.Tanh(), nn.Linear(20, width)
    )


def scores(model, x):
    model.eval()
    with torch.no_grad():
        return torch.cat([(model(b) - b).square().mean(1) for b in torch.from_numpy(x).split(1 << 16)]).numpy()


def train(table, file):
    x = read(table)
    done("read")
    mean, scale = x.mean(0, dtype=np.float64), x.std(0, dtype=np.float64)
    scale[scale == 0] = 1
    x = ((x - mean) / scale).astype(np.float32)
    done("scale")
    torch.manual_seed(7)
    model = network(x.shape[1])
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    rows = TensorDataset(torch.from_numpy(x))
    loss = nn.MSELoss()
    for (batch,) in DataLoader(rows, batch_size=256, shuffle=True):
        optimizer.zero_grad()
        loss(model(batch), batch).backward()
        optimizer.step()
    done("epoch")
    errors = scores(model, x)
    threshold = float(np.quantile(errors, 1 - SHARE))
    torch.save({"model": model.state_dict(), "mean": mean, "scale": scale, "threshold": threshold}, file)
    done("threshold")
    print(f"mse {errors.mean():.6f}, threshold {threshold:.6f}")


def score(table, file, out):
    saved = torch.load(file, weights_only=False)
    done("load")
    x = read(table)
    done("read")
    model = network(x.shape[1])
    model.load_state_dict(saved["model"])
    errors = scores(model, ((x - saved["mean"]) / saved["scale"]).astype(np.float32))
    done("score")
    row = np.arange(1, len(x) + 1)
    anomaly = (errors >= saved["threshold"]).astype(int)
    pd.DataFrame({"row": row, "score": errors, "anomaly": anomaly}).to_csv(out, index=False)
    done("write")
    print(f"mse {errors.mean():.6f}, {anomaly.sum()} anomalies")


done("import")
{"train": train, "score": score}[sys.argv[1]](*sys.argv[2:])
