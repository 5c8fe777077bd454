package grader.teaching.gradebook.writers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** Points as text: rounded half up to two places, without zeros at the end. */
final class Points {

    private static final int PLACES = 2;

    private Points() {}

    static BigDecimal rounded(double points) {
        BigDecimal rounded = BigDecimal.valueOf(points).setScale(PLACES, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }

    static String text(double points) {
        return rounded(points).toPlainString();
    }

    /** Empty text if there are none: that is not 0. */
    static Object cell(OptionalDouble points) {
        return points.isPresent() ? rounded(points.getAsDouble()) : "";
    }

    /** A share as a percentage, without places. */
    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
