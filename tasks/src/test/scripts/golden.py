"""Golden values of the metrics and baselines from scikit-learn.

    pip install scikit-learn numpy
    python golden.py > ../resources/dev/hourglass/tasks/sklearn.txt

One array a line: its name and its numbers in row-major order.
"""

import numpy as np
from sklearn.covariance import LedoitWolf
from sklearn.ensemble import IsolationForest
from sklearn.metrics import auc, average_precision_score, f1_score
from sklearn.metrics import precision_recall_curve, roc_auc_score, roc_curve
from sklearn.neighbors import NearestNeighbors

rng = np.random.default_rng(7)


def emit(name, values):
    print(name, *(repr(float(v)) for v in np.ravel(values)))


def curves(name, scores, labels):
    fpr, tpr, roc_t = roc_curve(labels, scores, drop_intermediate=False)
    precision, recall, pr_t = precision_recall_curve(labels, scores)
    best = max((f1_score(labels, scores >= t), t) for t in np.unique(scores))
    emit(name + ".scores", scores)
    emit(name + ".labels", labels)
    emit(name + ".fpr", fpr)
    emit(name + ".tpr", tpr)
    emit(name + ".auroc", roc_auc_score(labels, scores))
    emit(name + ".precision", precision)
    emit(name + ".recall", recall)
    emit(name + ".thresholds", pr_t)
    emit(name + ".average-precision", average_precision_score(labels, scores))
    emit(name + ".pr-area", auc(recall, precision))
    emit(name + ".best-f1", best)


def with_labels(n, share):
    labels = np.zeros(n, int)
    labels[: max(1, int(n * share))] = 1
    return rng.permutation(labels)


for name, n, share, digits in [
    ("few", 7, 0.4, 3), ("plain", 60, 0.2, 6), ("ties", 80, 0.3, 0), ("all-tied", 20, 0.25, None)
]:
    y = with_labels(n, share)
    s = np.zeros(n) if digits is None else np.round(rng.normal(size=n) * 2 + y, digits)
    curves(name, s, y)

train = (rng.normal(size=(70, 5)) @ rng.normal(size=(5, 5))).astype(np.float32)
test = rng.normal(size=(9, 5)).astype(np.float32) * 3
lw = LedoitWolf().fit(train.astype(float))
forest_train = rng.normal(size=(400, 4)).astype(np.float32)
forest_test = np.array(
    [[0, 0, 0, 0], [1, -1, 1, 0], [2, 2, 2, 2], [4, 0, 0, 0], [6, -6, 6, 6]], np.float32
)
forest = np.mean(
    [
        -IsolationForest(n_estimators=100, max_samples=256, random_state=r)
        .fit(forest_train)
        .score_samples(forest_test)
        for r in range(20)
    ],
    axis=0,
)
emit("train", train)
emit("test", test)
emit("mahalanobis", np.sqrt(lw.mahalanobis(test.astype(float))))
neighbours = NearestNeighbors(n_neighbors=5).fit(train.astype(float))
emit("knn-5", neighbours.kneighbors(test.astype(float))[0][:, -1])
emit("forest.train", forest_train)
emit("forest.test", forest_test)
emit("forest", forest)
