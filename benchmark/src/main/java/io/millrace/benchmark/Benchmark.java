package io.millrace.benchmark;

import java.util.Arrays;

/** The entry of the measuring tools: the first argument names the tool, the others are {@code --name value} pairs. */
public final class Benchmark {
    private static final String USAGE = """
            load      one closed-loop load:        --url --connections 64 --warmup 5 --seconds 10 | --requests N
                      [--method POST] [--body-bytes 1024 | --body-file FILE] [--header "Name: value"]... [--sink URL]
                      [--rate N, a second, instead of the closed loop]; several --url are taken by turns
            compare   two loads, taking turns:     --left URL --right URL [--left-sink URL] [--right-sink URL] --runs 5, and as load
            sink      counts and answers:          --port 9090 [--status 200]
            door      Millrace's server, storing nothing: --port 9092
            proxy     forwards one POST for one:   --port 9091 --to URL
            starts    from an event to its action's call, at a share of the peak: --url --port 9090 [--share 50], and as load
            reads     answers to GET, one address after the other: --url URL... [--header "Name: value"] [--requests 500]
            startup   time to the first good answer: --url URL --runs 5 [--idle 60] -- COMMAND...
            warmup    the rate second by second: --url URL --seconds 30
            parked    claims beside tasks that wait in a lane: --database FOLDER|JDBC-URL [--parked 1000000]
            """;

    private Benchmark() {}

    /** Runs one tool; servers run until the process is ended. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.print(USAGE);
            System.exit(2);
            return;
        }
        try {
            run(arguments[0], Arguments.of(Arrays.copyOfRange(arguments, 1, arguments.length)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(String tool, Arguments arguments) throws Exception {
        switch (tool) {
            case "load" -> {
                LoadPlan plan = LoadPlan.of(arguments, "url", "sink");
                arguments.requireAllUsed();
                System.out.println(new Load(plan).run());
            }
            case "compare" -> Comparison.of(arguments).run(System.out);
            case "sink" -> {
                Sink sink = new Sink(arguments.number("port", 9090), arguments.number("status", 200));
                arguments.requireAllUsed();
                System.out.println("Sink at " + sink.url());
                sink.join();
            }
            case "door" -> {
                Door door = new Door(arguments.number("port", 9092));
                arguments.requireAllUsed();
                System.out.println("Door at " + door.url());
                door.join();
            }
            case "proxy" -> {
                ForwardingProxy proxy = new ForwardingProxy(arguments.number("port", 9091), arguments.text("to"));
                arguments.requireAllUsed();
                System.out.println("Proxy at " + proxy.url());
                proxy.join();
            }
            case "warmup" -> WarmUp.of(arguments).run(System.out);
            case "parked" -> ParkedTasks.of(arguments).run(System.out);
            case "starts" -> ActionStarts.of(arguments).run(System.out);
            case "reads" -> Reads.of(arguments).run(System.out);
            case "startup" -> StartUp.of(arguments).run(System.out);
            default -> throw new IllegalArgumentException("There is no tool " + tool + ".\n" + USAGE);
        }
    }
}
