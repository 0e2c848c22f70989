package io.camvitals.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticsearchUrlTest {
  @Test
  void nameAndPasswordBecomeAHeaderAndAreNotShown() {
    ElasticsearchUrl url = ElasticsearchUrl.parse("https://writer:s%40fe@search.example:9243/es/");
    assertThat(url).hasToString("https://search.example:9243/es");
    assertThat(url.authorization()).contains("Basic d3JpdGVyOnNAZmU=");
    assertThat(url.resolve("/_bulk")).hasToString("https://search.example:9243/es/_bulk");
  }

  @Test
  void aPlainUrlHasNoAuthorization() {
    ElasticsearchUrl url = ElasticsearchUrl.parse(" http://[::1]:9200 ");
    assertThat(url).hasToString("http://[::1]:9200");
    assertThat(url.authorization()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          localhost:9200                | the Elasticsearch URL must begin with http:// or https://
          ftp://127.0.0.1               | the Elasticsearch URL must begin with http:// or https://
          http:///nowhere               | the Elasticsearch URL must be of the form http://host:port or https://name:password@host:port
          http://a:secret@host/?pretty  | the Elasticsearch URL must be of the form http://host:port or https://name:password@host:port
          http://a:secret@ho st         | the Elasticsearch URL cannot be read: Illegal character in authority at character 7
          """)
  void whatIsNoUrlIsRefusedWithoutRepeatingAPassword(String text, String message) {
    assertThatThrownBy(() -> ElasticsearchUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
