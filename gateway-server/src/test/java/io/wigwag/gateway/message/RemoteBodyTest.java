package io.wigwag.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class RemoteBodyTest {
    @Test
    void givesWhatIsThere() throws IOException {
        var body = new RemoteBody(new ByteArrayInputStream(new byte[] {1, 2, 3}));
        assertThat(body.read()).isEqualTo(1);
        assertThat(body.readAllBytes()).containsExactly(2, 3);
    }

    @Test
    void whatFailsThereIsToldApart() {
        var body = new RemoteBody(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the other side hung up");
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                throw new IOException("the other side hung up");
            }
        });
        assertThatThrownBy(body::read).isInstanceOf(RemoteBody.BrokenOff.class);
        assertThatThrownBy(body::readAllBytes)
                .isInstanceOf(RemoteBody.BrokenOff.class)
                .hasRootCauseMessage("the other side hung up");
    }
}
