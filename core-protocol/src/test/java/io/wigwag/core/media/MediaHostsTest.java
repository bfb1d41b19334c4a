package io.wigwag.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaHostsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final MediaHostBook book = new MediaHostBook(now::get);
    private final ScriptedLine line = new ScriptedLine(true);

    @Test
    void fallbacksComeLastAndTheWordIsNotPrinted() throws Exception {
        var hosts = new MediaHostsQuery().answer(ScriptedLine.answer("secret", 300));
        assertThat(hosts.hosts())
                .containsExactly(new MediaHost("main.test:8443", false), new MediaHost("spare.test", true));
        assertThat(hosts.auth()).isEqualTo("secret");
        assertThat(hosts.life()).isEqualTo(Duration.ofMinutes(5));
        assertThat(hosts.toString()).doesNotContain("secret");
    }

    @Test
    void theQuestionIsTheOneThatClientsAsk() {
        var node = new MediaHostsQuery().toNode("7");
        assertThat(node.attributes().is("xmlns", "w:m")).isTrue();
        assertThat(node.attributes().is("type", "set")).isTrue();
        assertThat(node.children()).containsExactly(Node.of("media_conn"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a@b", "a:b", "-a", "a:123456", "a?b"})
    void aHostThatIsNoneIsMalformed(String name) {
        var answer = Node.tag("iq")
                .attribute("type", "result")
                .child(Node.tag("media_conn")
                        .attribute("auth", "x")
                        .attribute("ttl", 1)
                        .child(Node.tag("host").attribute("hostname", name)))
                .build();
        assertThatThrownBy(() -> new MediaHostsQuery().answer(answer)).isInstanceOf(MalformedNode.class);
    }

    @Test
    void anAnswerWithoutHostsIsMalformed() {
        var answer = Node.tag("iq")
                .attribute("type", "result")
                .child(Node.tag("media_conn").attribute("auth", "x").attribute("ttl", 1))
                .build();
        assertThatThrownBy(() -> new MediaHostsQuery().answer(answer)).isInstanceOf(MalformedNode.class);
    }

    @Test
    void theServerIsAskedAgainShortlyBeforeItsAnswerEnds() throws Exception {
        assertThat(book.hosts(line).auth()).isEqualTo("word+1");
        now.set(Instant.EPOCH.plusSeconds(269));
        assertThat(book.hosts(line).auth()).isEqualTo("word+1");
        now.set(Instant.EPOCH.plusSeconds(270));
        assertThat(book.hosts(line).auth()).isEqualTo("word+2");
    }

    @Test
    void anotherThreadsNewWordIsTaken() throws Exception {
        var stale = book.hosts(line);
        assertThat(book.after(stale, line).auth()).isEqualTo("word+2");
        assertThat(book.after(stale, line).auth()).isEqualTo("word+2");
    }
}
