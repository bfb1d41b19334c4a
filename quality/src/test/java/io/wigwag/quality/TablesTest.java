package io.wigwag.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The tables themselves say yes and no where they should: a rule that allows everything would never fail.
class TablesTest {
    private final PackageTable packages = PackageTable.ofWigwag();
    private final LibraryTable libraries = LibraryTable.ofWigwag();

    @Test
    void theLongestRowSpeaksOfAPackage() {
        assertThat(packages.subjectOf("io.wigwag.storage.mongo.bulk")).contains("storage.mongo");
        assertThat(packages.subjectOf("io.wigwag.storage.seal")).contains("storage");
        assertThat(packages.subjectOf("io.wigwag.stranger")).isEmpty();
        assertThat(packages.subjectOf("io.wigwag.core.idle")).isEmpty();
    }

    @Test
    void knowledgePointsInwards() {
        assertThat(packages.allows("core.binary", "io.wigwag.core.id")).isTrue();
        assertThat(packages.allows("core.binary", "io.wigwag.core.binary.token"))
                .isTrue();
        assertThat(packages.allows("core.id", "io.wigwag.core.binary")).isFalse();
        assertThat(packages.allows("core.octets", "io.wigwag.core.id")).isFalse();
        assertThat(packages.allows("storage", "io.wigwag.core.signal")).isFalse();
        assertThat(packages.allows("sandbox", "io.wigwag.core.device")).isFalse();
        assertThat(packages.allows("gateway.boot", "io.wigwag.core.signal")).isTrue();
    }

    @Test
    void librariesHaveHomes() {
        assertThat(libraries.objection("io.wigwag.core.netty", "io.netty.channel.Channel"))
                .isEmpty();
        assertThat(libraries.objection("io.wigwag.core.link", "io.netty.channel.Channel"))
                .isPresent();
        assertThat(libraries.objection("io.wigwag.gateway.message", "com.mongodb.MongoException"))
                .isPresent();
        assertThat(libraries.objection("io.wigwag.gateway.cli", "java.util.logging.Logger"))
                .isPresent();
        assertThat(libraries.objection("io.wigwag.gateway.cli", "java.util.List"))
                .isEmpty();
    }
}
