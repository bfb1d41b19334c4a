package io.wigwag.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.proto.login.ClientPayload.UserAgent.Platform;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientProfileTest {
    @Test
    void theShippedOneIsTheWebClients() {
        var shipped = ClientProfile.SHIPPED;

        assertThat(shipped.version()).hasToString("2.3000.1045649367");
        assertThat(shipped.label()).isEqualTo(new DeviceLabel(Browser.CHROME, "Mac OS", "10.15.7"));
        assertThat(shipped.label().display()).isEqualTo("Chrome (Mac OS)");
        assertThat(shipped.agent().platform()).isEqualTo(Platform.WEB);
        assertThat(shipped.history().everything()).isFalse();
        assertThat(shipped.history().details().getAllFields().keySet().stream().map(field -> field.getNumber()))
                .as("what the web client sends, and nothing that it does not")
                .containsExactly(3, 4, 6, 7, 8, 9, 10, 11, 12, 14, 15, 19, 21, 22);
        assertThat(shipped.history().details().getStorageQuotaMb()).isEqualTo(114_149);
        assertThat(shipped.history().details().getThumbnailSyncDaysLimit()).isEqualTo(60);
    }

    @Test
    void aFileOverridesLineByLineAndWithoutABuild() throws Exception {
        var profile = ClientProfile.read(new StringReader("""
                # ours
                client.version = 2.3000.1999999999
                client.device-name = Bäckerei Süd
                client.browser = firefox
                client.full-history = true
                client.history.full-sync-days-limit = 365
                client.history.support-group-history = false
                client.history.thumbnail-sync-days-limit =
                """));

        assertThat(profile.version()).isEqualTo(new ClientVersion(2, 3000, 1_999_999_999));
        assertThat(profile.label().display()).isEqualTo("Firefox (Bäckerei Süd)");
        assertThat(profile.label().systemVersion()).isEqualTo("10.15.7");
        var wishes = profile.history();
        assertThat(wishes.everything()).isTrue();
        assertThat(wishes.details().getFullSyncDaysLimit()).isEqualTo(365);
        assertThat(wishes.details().hasSupportGroupHistory()).isTrue();
        assertThat(wishes.details().getSupportGroupHistory()).isFalse();
        assertThat(wishes.details().hasThumbnailSyncDaysLimit()).isFalse();
    }

    @Test
    void listsAreWrittenWithCommas() throws Exception {
        var profile = ClientProfile.of(Map.of("client.history.supported-bot-channel-fbids", "12, 34"));

        assertThat(profile.history().details().getSupportedBotChannelFbidsList())
                .containsExactly("12", "34");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        var malformed = catchThrowableOfType(
                MalformedProfile.class,
                () -> ClientProfile.of(Map.of(
                        "client.version", "latest",
                        "client.browser", "lynx",
                        "client.device-name", " ",
                        "client.country", "us",
                        "client.full-history", "yes",
                        "client.history.storage-quota-mb", "-1",
                        "client.colour", "green")));

        assertThat(malformed.faults())
                .hasSize(7)
                .anySatisfy(fault -> assertThat(fault)
                        .isEqualTo("client.version: \"latest\" (expected: a version such as 2.3000.1)"))
                .anySatisfy(fault ->
                        assertThat(fault).startsWith("client.browser: \"lynx\"").contains("FIREFOX"))
                .anySatisfy(fault -> assertThat(fault).startsWith("client.device-name: 1 to 50 characters"))
                .anySatisfy(fault -> assertThat(fault).startsWith("client.country: \"us\""))
                .anySatisfy(
                        fault -> assertThat(fault).isEqualTo("client.full-history: \"yes\" (expected: true or false)"))
                .anySatisfy(fault -> assertThat(fault).startsWith("client.history.storage-quota-mb: \"-1\""))
                .anySatisfy(fault -> assertThat(fault).isEqualTo("client.colour: no such setting"));
        assertThat(malformed).hasMessageContaining("client.colour");
    }

    @Test
    void aFileOfAnotherFormIsNoProfile() {
        assertThatThrownBy(() -> ClientProfile.read(new StringReader("client.version = \\u00")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void namesThatServersRefuseAreNotTaken() {
        assertThatThrownBy(() -> new DeviceLabel(Browser.EDGE, "x".repeat(51), "10"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DeviceLabel(Browser.EDGE, "two\nlines", "10"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DeviceLabel(Browser.EDGE, "", "10")).isInstanceOf(IllegalArgumentException.class);
    }
}
