package io.wigwag.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.json.JsonMapper;

class LogSetupTest {
    private final LoggerContext logs = new LoggerContext();

    @Test
    void aPersonReadsLinesAndAProgramReadsObjects() {
        assertThat(LogSetup.Form.of(Map.of(), true)).isEqualTo(LogSetup.Form.PLAIN);
        assertThat(LogSetup.Form.of(Map.of(), false)).isEqualTo(LogSetup.Form.JSON);
    }

    @Test
    void theEnvironmentOverrides() {
        assertThat(LogSetup.Form.of(Map.of("WIGWAG_LOG", "json"), true)).isEqualTo(LogSetup.Form.JSON);
        assertThat(LogSetup.Form.of(Map.of("WIGWAG_LOG", "plain"), false)).isEqualTo(LogSetup.Form.PLAIN);
        assertThat(LogSetup.Form.of(Map.of("WIGWAG_LOG", "jsno"), true)).isEqualTo(LogSetup.Form.PLAIN);
        assertThat(LogSetup.level(Map.of())).isEqualTo(Level.INFO);
        assertThat(LogSetup.level(Map.of("WIGWAG_LOG_LEVEL", "debug"))).isEqualTo(Level.DEBUG);
        assertThat(LogSetup.level(Map.of("WIGWAG_LOG_LEVEL", "loud"))).isEqualTo(Level.INFO);
    }

    @Test
    void aPlainLineSaysTimeLevelWhoWhatAndTheFacts() {
        var line = encoded(LogSetup.Form.PLAIN);
        assertThat(line).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Somewhere +lost device=\"dev_1\" tries=\"3\"\\s");
    }

    @Test
    void aJsonLineIsOneObjectWithTheSameFacts() {
        var line = encoded(LogSetup.Form.JSON);
        assertThat(line.strip()).doesNotContain("\n");
        var object = new JsonMapper().readTree(line);
        assertThat(object.get("level").asString()).isEqualTo("WARN");
        assertThat(object.get("formattedMessage").asString()).isEqualTo("lost");
        assertThat(object.get("loggerName").asString()).isEqualTo("io.wigwag.Somewhere");
        assertThat(object.get("timestamp").asLong()).isEqualTo(1_763_697_600_000L);
        assertThat(object.toString()).contains("dev_1");
    }

    @Test
    void thisProcessIsSetUpByIt() {
        assertThat(LoggerFactory.getILoggerFactory()).isInstanceOf(LoggerContext.class);
        var root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ROOT");
        assertThat(root.getAppender("console")).isNotNull();
        assertThat(new LogSetup().configure(logs)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        assertThat(logs.getLogger("ROOT").getAppender("console")).isNotNull();
    }

    private String encoded(LogSetup.Form form) {
        return new String(LogSetup.encoder(logs, form).encode(event()), StandardCharsets.UTF_8);
    }

    private ILoggingEvent event() {
        logs.setMDCAdapter(new LogbackMDCAdapter());
        var event = new LoggingEvent("", logs.getLogger("io.wigwag.Somewhere"), Level.WARN, "lost", null, null);
        event.setTimeStamp(1_763_697_600_000L);
        event.setKeyValuePairs(List.of(new KeyValuePair("device", "dev_1"), new KeyValuePair("tries", 3)));
        return event;
    }
}
