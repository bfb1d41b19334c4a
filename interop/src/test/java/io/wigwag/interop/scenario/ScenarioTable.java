package io.wigwag.interop.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.provider.EnumSource;

/// Which client passes which scenario.
///
/// @param passing the clients that pass, by the scenario's name
record ScenarioTable(Map<String, Set<Client>> passing) {
    private static final String BEGIN = "<!-- scenarios -->\n";
    private static final String END = "<!-- end of scenarios -->";
    private static final String YES = "yes";

    ScenarioTable {
        passing = new TreeMap<>(passing);
    }

    /// All scenarios that there are, passed by every client for which there are any.
    static ScenarioTable declared() throws IOException, ClassNotFoundException {
        var all = new TreeMap<String, Set<Client>>();
        for (var type : classes()) {
            for (var method : type.getDeclaredMethods()) {
                var scenario = method.getAnnotation(Scenario.class);
                if (scenario != null) {
                    all.put(scenario.value(), clients(type));
                }
            }
        }
        return new ScenarioTable(all);
    }

    private static Set<Client> clients(Class<?> type) {
        var named = Objects.requireNonNull(type.getAnnotation(EnumSource.class)).names();
        return named.length == 0
                ? EnumSet.allOf(Client.class)
                : Arrays.stream(named)
                        .map(Client::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Client.class)));
    }

    private static List<Class<?>> classes() throws IOException, ClassNotFoundException {
        var here = ScenarioTable.class.getPackageName();
        var folder = Path.of(Objects.requireNonNull(ScenarioTable.class.getResource("ScenarioTable.class"))
                        .getPath())
                .resolveSibling("");
        var classes = new ArrayList<Class<?>>();
        try (var files = Files.list(folder)) {
            for (var name :
                    files.map(file -> file.getFileName().toString()).sorted().toList()) {
                if (name.endsWith("ScenarioTest.class")) {
                    classes.add(Class.forName(here + "." + name.replace(".class", "")));
                }
            }
        }
        return classes;
    }

    /// Those that have run, with those that have passed.
    static ScenarioTable ofThisRun() throws IOException, ClassNotFoundException {
        var all = new TreeMap<String, Set<Client>>();
        for (var scenario : declared().scenarios()) {
            all.put(
                    scenario,
                    Arrays.stream(Client.values())
                            .filter(client ->
                                    Scoreboard.result(scenario, client).orElse(false))
                            .collect(Collectors.toSet()));
        }
        return new ScenarioTable(all);
    }

    /// The table that stands in a page.
    static ScenarioTable in(String page) {
        var all = new TreeMap<String, Set<Client>>();
        var lines = page.substring(begin(page), end(page)).lines().skip(2);
        lines.forEach(line -> {
            var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            Set<Client> clients = EnumSet.noneOf(Client.class);
            var marks = cells.listIterator(2);
            for (var client : Client.values()) {
                if (marks.next().equals(YES)) {
                    clients.add(client);
                }
            }
            all.put(cells.get(1), clients);
        });
        return new ScenarioTable(all);
    }

    /// A page with another table in it.
    static String into(String page, ScenarioTable table) {
        return page.substring(0, begin(page)) + table.text() + page.substring(end(page));
    }

    private static int begin(String page) {
        return found(page, BEGIN) + BEGIN.length();
    }

    private static int end(String page) {
        return found(page, END);
    }

    private static int found(String page, String mark) {
        var at = page.indexOf(mark);
        if (at < 0) {
            throw new IllegalArgumentException("the page lacks " + mark.strip());
        }
        return at;
    }

    Set<String> scenarios() {
        return passing.keySet();
    }

    boolean says(String scenario, Client client) {
        return passing.getOrDefault(scenario, Set.of()).contains(client);
    }

    /// As Markdown.
    String text() {
        var text = new StringBuilder("| scenario |");
        for (var client : Client.values()) {
            text.append(" ").append(client).append(" |");
        }
        text.append("\n| --- |").append(" --- |".repeat(Client.values().length)).append('\n');
        for (var scenario : scenarios()) {
            text.append("| ").append(scenario).append(" |");
            for (var client : Client.values()) {
                text.append(says(scenario, client) ? " " + YES + " |" : " |");
            }
            text.append('\n');
        }
        return text.toString();
    }
}
