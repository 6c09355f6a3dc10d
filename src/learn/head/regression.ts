import { softmax } from "../../shared/generation/sampling.ts";
import type { Matrix } from "../../shared/media.ts";
import { minimised } from "./minimise.ts";

/** Scores are `vector · weights + biases`, for two labels too. */
export interface Head {
  /** `[columns, labels]`, row by row. */
  readonly weights: Float64Array;
  /** `[labels]` */
  readonly biases: Float64Array;
}

interface FitSettings {
  readonly vectors: Matrix;
  /** Of each row, from 0. */
  readonly targets: readonly number[];
  readonly labels: number;
  /** scikit-learn's: how much an example counts against small weights. */
  readonly c: number;
  /** At most; by then it has long come to rest, with any data that is not strange. */
  readonly steps?: number;
  /** Called after each step; may throw to leave off. */
  readonly onStep?: (step: number, loss: number) => Promise<void>;
}

interface Fitted {
  readonly head: Head;
  /** scikit-learn's objective over `c` and the number of examples: the mean cross entropy, and what the weights cost. */
  readonly objective: number;
}

/**
 * Multinomial logistic regression with an L2 penalty on weights, not on biases: scikit-learn's `LogisticRegression(C=c)`, to
 * convergence. As there, two labels share one row of weights. Columns are brought to mean 0 and deviation 1 first
 * (`StandardScaler`), and what was done to them is then written into the weights.
 */
export async function fitHead({ vectors, targets, labels, c, steps = 1_000, onStep }: FitSettings): Promise<Fitted> {
  const { rows, columns } = vectors;
  const scale = scaleOf(vectors);
  const scaled = Float64Array.from(vectors.data, (value, place) => {
    const column = place % columns;
    return (value - (scale.means[column] ?? 0)) / (scale.deviations[column] ?? 1);
  });
  const outputs = labels === 2 ? 1 : labels;
  const width = columns + 1;
  const penalty = 1 / (c * rows);

  /** Parameters lie output by output, each bias behind its weights. */
  function costOf(parameters: Float64Array) {
    const gradient = new Float64Array(parameters.length);
    let value = 0;
    for (let row = 0; row < rows; row += 1) {
      const target = targets[row] ?? 0;
      const scores = Array.from({ length: outputs }, (_, output) => scoreOf(scaled, parameters, row, output));
      const shares = softmax(outputs === 1 ? [0, ...scores] : scores);
      value -= Math.log(Math.max(shares[target] ?? 0, Number.MIN_VALUE)) / rows;
      for (let output = 0; output < outputs; output += 1) {
        const label = outputs === 1 ? 1 : output;
        const error = ((shares[label] ?? 0) - (label === target ? 1 : 0)) / rows;
        const start = output * width;
        for (let column = 0; column < columns; column += 1) {
          gradient[start + column] = (gradient[start + column] ?? 0) + error * (scaled[row * columns + column] ?? 0);
        }
        gradient[start + columns] = (gradient[start + columns] ?? 0) + error;
      }
    }
    for (let place = 0; place < parameters.length; place += 1) {
      if (place % width === columns) continue;
      const weight = parameters[place] ?? 0;
      value += (penalty * weight * weight) / 2;
      gradient[place] = (gradient[place] ?? 0) + penalty * weight;
    }
    return { value, gradient };
  }

  function scoreOf(data: Float64Array, parameters: Float64Array, row: number, output: number): number {
    let sum = parameters[output * width + columns] ?? 0;
    for (let column = 0; column < columns; column += 1) {
      sum += (data[row * columns + column] ?? 0) * (parameters[output * width + column] ?? 0);
    }
    return sum;
  }

  const { parameters, value } = await minimised(costOf, new Float64Array(outputs * width), steps, onStep);
  return { head: unscaled(parameters, { columns, labels, ...scale }), objective: value };
}

interface Scale {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/** As `StandardScaler`: the deviation of all rows; a column that never changes stays as it is. */
function scaleOf({ data, rows, columns }: Matrix): Scale {
  const means = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (const [place, value] of data.entries()) means[place % columns] = (means[place % columns] ?? 0) + value / rows;
  for (const [place, value] of data.entries()) {
    const column = place % columns;
    squares[column] = (squares[column] ?? 0) + (value - (means[column] ?? 0)) ** 2 / rows;
  }
  const deviations = squares.map((square, column) => {
    const deviation = Math.sqrt(square);
    // What float32 cannot tell from a constant.
    return deviation > 1e-7 * Math.max(1e-7, Math.abs(means[column] ?? 0)) ? deviation : 1;
  });
  return { means, deviations };
}

interface Shape extends Scale {
  readonly columns: number;
  readonly labels: number;
}

function unscaled(parameters: Float64Array, { columns, labels, means, deviations }: Shape): Head {
  const weights = new Float64Array(columns * labels);
  const biases = new Float64Array(labels);
  const first = labels === 2 ? 1 : 0;
  for (let label = first; label < labels; label += 1) {
    const start = (label - first) * (columns + 1);
    let bias = parameters[start + columns] ?? 0;
    for (let column = 0; column < columns; column += 1) {
      const weight = (parameters[start + column] ?? 0) / (deviations[column] ?? 1);
      weights[column * labels + label] = weight;
      bias -= weight * (means[column] ?? 0);
    }
    biases[label] = bias;
  }
  return { weights, biases };
}

/** Probability of each label. */
export function probabilitiesOf({ weights, biases }: Head, vector: ArrayLike<number>): readonly number[] {
  const labels = biases.length;
  const scores = Array.from(biases, (bias, label) => {
    let sum = bias;
    for (let column = 0; column < vector.length; column += 1) {
      sum += (vector[column] ?? 0) * (weights[column * labels + label] ?? 0);
    }
    return sum;
  });
  return [...softmax(scores)];
}
