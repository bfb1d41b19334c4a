package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// One client posts to a channel, and another follows it.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "WIGWAG"})
class ChannelScenarioTest extends Scenarios {
    private final Companion ana;
    private final Companion bob;
    private final String channel;

    ChannelScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        ana = stage.alone(version, "ana");
        bob = stage.alone(partner, "bob");
        channel = stage.channel("news of the day", ana, bob);
    }

    @Scenario("channels: posts reach who follows, in their order")
    void postsReachWhoFollows() throws Exception {
        for (var round = 0; round < 3; round++) {
            var post = bob.hears(ana.says(channel, "news " + round));
            assertThat(post.text("text")).isEqualTo("news " + round);
            assertThat(post.text("chat")).isEqualTo(channel);
        }
    }

    @Scenario("channels: nobody but the owner posts")
    void nobodyElsePosts() {
        assertThat(bob.driver()
                        .ask(Companion.command("send").with("to", channel).with("text", "no"))
                        .handle((answer, failure) -> String.valueOf(failure)))
                .succeedsWithin(PATIENCE)
                .asString()
                .contains("403");
    }
}
