package docs.studio.models;

import grader.core.console.TextTable;
import java.util.ArrayList;
import java.util.List;

/** A measurement in the terminal: of each number a table with a plot, and where it parts from the model. */
final class MeasuredText {

    private static final int WIDTH = 32;

    private MeasuredText() {}

    static List<String> of(Measured measured) {
        Model model = measured.model();
        List<String> lines = new ArrayList<>();
        lines.add(model.name() + ": " + model.what());
        lines.add("measured: " + measured.server());
        if (measured.scale() > 1) {
            lines.add("Everything takes " + measured.scale()
                    + " times as long as in the model; times are divided by that.");
        }
        lines.add("├──┤ is where 8 of 10 runs of the model are that are as short as this; ● was measured.");
        for (int number = 0; number < model.numbers().size(); number++) {
            lines.add("");
            lines.addAll(table(measured, number).lines());
        }
        lines.add("");
        lines.add(measured.sentence());
        return lines;
    }

    /** A line for each place. */
    private static TextTable table(Measured measured, int number) {
        Model model = measured.model();
        Model.Quantity quantity = model.numbers().get(number);
        double most = measured.points()
                .stream()
                .mapToDouble(point -> Math.max(point.numbers().get(number), point.predicted().get(number).getLast()))
                .max()
                .orElse(1);
        TextTable table = new TextTable("llrr").row(model.along(), quantity.name(), "model", "measured");
        for (Measured.Point point : measured.points()) {
            table.row(point.place().text(model.along()) + model.handle(model.along()).unit(),
                    plot(point.predicted().get(number), point.numbers().get(number), most),
                    Measured.range(point.predicted().get(number), quantity.unit()),
                    Measured.shown(point.numbers().get(number), quantity.unit()));
        }
        return table;
    }

    private static String plot(List<Double> predicted, double measured, double most) {
        StringBuilder line = new StringBuilder("·".repeat(WIDTH + 1));
        int low = at(predicted.getFirst(), most);
        int high = at(predicted.getLast(), most);
        line.replace(low, high + 1, low == high ? "│" : "├" + "─".repeat(high - low - 1) + "┤");
        line.setCharAt(at(measured, most), '●');
        return line.toString();
    }

    private static int at(double value, double most) {
        return most == 0 ? 0 : (int) Math.round(WIDTH * value / most);
    }
}
