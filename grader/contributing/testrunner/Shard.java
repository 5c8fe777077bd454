package grader.contributing.testrunner;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One of several runs that share the tests: each test belongs to exactly one of them, whatever machine it runs on.
 *
 * @param number from 1 to `of`
 */
public record Shard(int number, int of) {

    private static final String PROPERTY = "verify.shard";

    /** That of this run; without `--shard` it has all tests. */
    public static Shard ofThisRun() {
        return new Converter().convert(System.getProperty(PROPERTY, "1/1"));
    }

    void set() {
        System.setProperty(PROPERTY, number + "/" + of);
    }

    /** Whether what has this name belongs to it. */
    public boolean has(String name) {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return sum.getValue() % of == number - 1;
    }

    /** Reads `2/5`. */
    static final class Converter implements ITypeConverter<Shard> {
        @Override
        public Shard convert(String text) {
            if (text.matches("[1-9]\\d?/[1-9]\\d?")) {
                String[] parts = text.split("/");
                Shard shard = new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
                if (shard.number <= shard.of) {
                    return shard;
                }
            }
            throw new TypeConversionException("'" + text + "' is not NUMBER/OF, such as 2/5");
        }
    }
}
