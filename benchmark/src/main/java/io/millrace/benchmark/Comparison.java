package io.millrace.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two loads on the same machine that take turns, so that what slows the machine slows both; the medians are compared. */
final class Comparison {
    private final LoadPlan left;
    private final LoadPlan right;
    private final int runs;

    private Comparison(LoadPlan left, LoadPlan right, int runs) {
        this.left = left;
        this.right = right;
        this.runs = runs;
    }

    static Comparison of(Arguments arguments) {
        Comparison comparison = new Comparison(
                LoadPlan.of(arguments, "left", "left-sink"),
                LoadPlan.of(arguments, "right", "right-sink"),
                Math.max(1, arguments.number("runs", 5)));
        arguments.requireAllUsed();
        return comparison;
    }

    void run(PrintStream out) throws IOException, InterruptedException {
        List<Double> leftRates = new ArrayList<>();
        List<Double> rightRates = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            leftRates.add(measured("left ", left, out));
            rightRates.add(measured("right", right, out));
        }
        double leftMedian = median(leftRates);
        double rightMedian = median(rightRates);
        out.printf(
                Locale.ROOT,
                "median of %d: left %,.0f/s, right %,.0f/s, left/right %.2f%n",
                runs,
                leftMedian,
                rightMedian,
                leftMedian / rightMedian);
    }

    private static double measured(String side, LoadPlan plan, PrintStream out)
            throws IOException, InterruptedException {
        LoadReport report = new Load(plan).run();
        out.println(side + " " + report);
        return report.perSecond();
    }

    /** The middle value, or the mean of the two in the middle. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
