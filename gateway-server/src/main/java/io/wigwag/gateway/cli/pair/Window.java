package io.wigwag.gateway.cli.pair;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The window that a person looks at, if it is one.
interface Window {
    record Size(int columns, int rows) {
        boolean holds(int wantedColumns, int wantedRows) {
            return columns >= wantedColumns && rows >= wantedRows;
        }
    }

    /// Whether what is written can be drawn over.
    boolean isLive();

    /// How large it is now; nothing when that can't be found out.
    Optional<Size> size();

    /// The one that the process was started in.
    static Window ofProcess(Map<String, String> environment) {
        return new Terminals(environment);
    }

    /// A terminal of a Unix.
    final class Terminals implements Window {
        private static final Pattern ROWS_COLUMNS = Pattern.compile("([1-9][0-9]{0,4}) ([1-9][0-9]{0,4})\\s*");

        private final Map<String, String> environment;

        private Terminals(Map<String, String> environment) {
            this.environment = environment;
        }

        @Override
        public boolean isLive() {
            var kind = environment.getOrDefault("TERM", "dumb");
            return Optional.ofNullable(System.console())
                            .filter(Console::isTerminal)
                            .isPresent()
                    && !kind.equals("dumb")
                    && !kind.isEmpty();
        }

        @Override
        public Optional<Size> size() {
            try {
                // Java can't ask; this program of every Unix can.
                var asked = new ProcessBuilder("stty", "size")
                        .redirectInput(new File("/dev/tty"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try (var answer = asked.getInputStream()) {
                    return read(new String(answer.readAllBytes(), StandardCharsets.US_ASCII));
                }
            } catch (IOException noSuchProgram) {
                return Optional.empty();
            }
        }

        static Optional<Size> read(String answer) {
            return Optional.of(ROWS_COLUMNS.matcher(answer))
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> new Size(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1))));
        }
    }
}
