package io.wigwag.gateway.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import org.junit.jupiter.api.Test;

class NodeJsonTest {
    private static final String JSON = """
            {"tag":"iq","attrs":{"to":"@s.whatsapp.net","id":"1"},"content":[{"tag":"a","attrs":{}},\
            {"tag":"b","attrs":{},"content":"text"},{"tag":"c","attrs":{},"content":{"b64":"AQL/"}}]}""";

    private static Node node() {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("id", "1")
                .child(Node.of("a"))
                .child(Node.tag("b").text("text"))
                .child(Node.tag("c").bytes(Octets.ofHex("0102ff")))
                .build();
    }

    @Test
    void aStanzaIsWrittenAsTheProtocolSays() {
        assertThat(NodeJson.write(node()).toString()).isEqualTo(JSON);
    }

    @Test
    void whatIsReadIsWrittenAgain() {
        assertThat(NodeJson.write(NodeJson.read(JsonLines.JSON.readTree(JSON))).toString())
                .isEqualTo(JSON);
    }

    @Test
    void whatIsNoStanzaIsRefused() {
        for (var malformed : new String[] {
            "{}", "{\"tag\":\"\"}", "{\"tag\":\"a\",\"content\":5}", "{\"tag\":\"a\",\"content\":{\"b64\":\"%\"}}"
        }) {
            assertThatThrownBy(() -> NodeJson.read(JsonLines.JSON.readTree(malformed)))
                    .as(malformed)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
