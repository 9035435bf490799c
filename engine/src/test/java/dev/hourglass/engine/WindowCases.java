package dev.hourglass.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Pooling and resizing of pictures of at least 4 x 4 pixels. */
final class WindowCases {
  private WindowCases() {}

  static Map<String, UnaryOperator<Tensor>> all() {
    Map<String, UnaryOperator<Tensor>> cases = new LinkedHashMap<>();
    cases.put("max pool 2 x 2", x -> Pooling.max(x, PoolWindow.of(2, 2)));
    cases.put("max pool 3 x 3, stride 2, padded", x -> Pooling.max(x, PoolWindow.of(3, 2, 1)));
    cases.put("max pool 3 x 3, stride 1", x -> Pooling.max(x, PoolWindow.of(3, 1)));
    cases.put("max pool of odd windows", x -> Pooling.max(x, UNEVEN));
    cases.put(
        "max pool that covers all",
        x -> Pooling.max(x, PoolWindow.covering(3, 2, x.dim(1), x.dim(2))));
    PoolWindow w = PoolWindow.of(3, 2, 1);
    cases.put("max unpool", x -> Pooling.maxUnpool(x, Pooling.average(x, w), w));
    cases.put("mean pool 2 x 2", x -> Pooling.average(x, PoolWindow.of(2, 2)));
    cases.put("mean pool 3 x 3, stride 2, padded", x -> Pooling.average(x, PoolWindow.of(3, 2, 1)));
    cases.put("mean pool of odd windows", x -> Pooling.average(x, UNEVEN));
    cases.put("global mean", Pooling::globalAverage);
    cases.put("global max", Pooling::globalMax);
    cases.put("nearest, up", x -> Resize.nearest(x, 2 * x.dim(1), 3 * x.dim(2)));
    cases.put("nearest, uneven", x -> Resize.nearest(x, x.dim(1) + 3, 3));
    cases.put("bilinear, up", x -> Resize.bilinear(x, 2 * x.dim(1), 2 * x.dim(2)));
    cases.put("bilinear, uneven", x -> Resize.bilinear(x, x.dim(1) + 2, 3));
    return cases;
  }

  private static final PoolWindow UNEVEN = new PoolWindow(2, 4, 3, 1, 1, 0, 2, 3);
}
