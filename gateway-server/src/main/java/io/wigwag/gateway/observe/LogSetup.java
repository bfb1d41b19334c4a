package io.wigwag.gateway.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.slf4j.LoggerFactory;

/// Logs go to standard error, so that standard output stays what a command answers: readable lines where a
/// person looks, one JSON object a line where a program does. `WIGWAG_LOG` (`plain` or `json`) and
/// `WIGWAG_LOG_LEVEL` override what is found out. Logback finds this class as a service.
public final class LogSetup extends ContextAwareBase implements Configurator {
    static final String PLAIN_PATTERN = "%d{HH:mm:ss.SSS} %-5level %-24.24logger{0} %msg %kvp%n";

    /// How a line looks.
    enum Form {
        PLAIN,
        JSON;

        /// An unknown wish falls back to what the terminal says: a typing error must not silence the logs.
        static Form of(Map<String, String> environment, boolean terminal) {
            return switch (environment.getOrDefault("WIGWAG_LOG", "")) {
                case "plain" -> PLAIN;
                case "json" -> JSON;
                default -> terminal ? PLAIN : JSON;
            };
        }
    }

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        var environment = System.getenv();
        install(logs, Form.of(environment, onTerminal()), level(environment));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static Level level(Map<String, String> environment) {
        return Level.toLevel(environment.getOrDefault("WIGWAG_LOG_LEVEL", "info"), Level.INFO);
    }

    static void install(LoggerContext logs, Form form, Level level) {
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setName("console");
        console.setContext(logs);
        console.setTarget("System.err");
        console.setEncoder(encoder(logs, form));
        console.start();
        var root = logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(console);
    }

    /// For commands that say themselves what happens: only what goes wrong is logged, unless somebody asked for more.
    public static void onlyTrouble() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs
                && !System.getenv().containsKey("WIGWAG_LOG_LEVEL")) {
            logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }

    static Encoder<ILoggingEvent> encoder(LoggerContext logs, Form form) {
        return switch (form) {
            case PLAIN -> {
                var lines = new PatternLayoutEncoder();
                lines.setContext(logs);
                lines.setPattern(PLAIN_PATTERN);
                lines.start();
                yield lines;
            }
            case JSON -> {
                var objects = new JsonEncoder();
                objects.setContext(logs);
                objects.setWithSequenceNumber(false);
                objects.setWithNanoseconds(false);
                objects.setWithContext(false);
                objects.setWithFormattedMessage(true);
                objects.setWithMessage(false);
                objects.setWithArguments(false);
                objects.start();
                yield objects;
            }
        };
    }

    /// Java can't ask about standard error; the launcher can, and says so. Without a launcher a program is reading.
    private static boolean onTerminal() {
        return Boolean.getBoolean("wigwag.terminal");
    }
}
