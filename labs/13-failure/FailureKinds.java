// Given: nothing in this file is for you to write.
/** What one may write after `--fail`: the kind of a failure, and how it is to be. */
final class FailureKinds {

    private static final String ROUTE = "GET /json";

    private FailureKinds() {}

    /** Returns the failure that a text such as `cpu:GET /json:100` describes. What is left out has a default. */
    static Failure parse(String text) {
        String kind = before(text, text.indexOf(':'), text);
        String value = text.substring(Math.min(kind.length() + 1, text.length()));
        return switch (kind) {
            case "exception" -> new ExceptionFailure(first(value, ROUTE), number(text, last(value), 50, 100));
            case "cpu" -> new CpuFailure(first(value, ROUTE), number(text, last(value), 100, 60_000));
            case "blocked" -> new DeadlockFailure(value.isEmpty() ? ROUTE : value);
            case "memory" -> without(text, value, new MemoryLeak());
            case "disk" -> without(text, value, new FullDisk());
            case "descriptors" -> without(text, value, new DescriptorLeak());
            case "dependency" -> new FailingService(service(text, first(value, "pricing")),
                    last(value).isEmpty() ? FailingService.Way.SILENT : FailingService.way(last(value)));
            case "partition" -> new FailingService(service(text, value.isEmpty() ? "pricing" : value),
                    FailingService.Way.PARTITION);
            case "overload" -> new OverloadFailure(number(text, value, 300, 10_000), 0);
            case "retry-storm" -> new OverloadFailure(150, number(text, value, 3, 10));
            default -> throw new UsageException("--fail " + text + ": there is no such failure; --help lists them");
        };
    }

    private static String before(String text, int end, String otherwise) {
        return end < 0 ? otherwise : text.substring(0, end);
    }

    /** Returns what is before the last colon of a value. */
    private static String first(String value, String otherwise) {
        return before(value, value.lastIndexOf(':'), otherwise);
    }

    private static String last(String value) {
        return value.substring(value.lastIndexOf(':') + 1);
    }

    private static int number(String text, String value, int otherwise, int most) {
        try {
            return value.isEmpty() ? otherwise : Flags.number("fail", value, 1, most);
        } catch (UsageException wrong) {
            throw new UsageException("--fail " + text + ": the number is a whole one from 1 to " + most);
        }
    }

    private static Failure without(String text, String value, Failure failure) {
        if (!value.isEmpty()) {
            throw new UsageException("--fail " + text + ": this failure has no value");
        }
        return failure;
    }

    private static String service(String text, String name) {
        return switch (name) {
            case "pricing", "catalog", "payments" -> name;
            default -> throw new UsageException("--fail " + text + ": give pricing, catalog or payments");
        };
    }
}
