package io.camvitals.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.dashboards.ElasticsearchUrl;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class StreamQualityJobTest {
  @Test
  void everyOperatorHasAUidSoThatItsStateIsFoundAgain() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamQualityJob.build(
        env,
        new StreamQualityOptions(
            "127.0.0.1:9",
            ElasticsearchUrl.parse("http://127.0.0.1:9"),
            Duration.ofSeconds(1),
            Optional.empty(),
            2));
    var nodes = env.getStreamGraph().getStreamNodes();
    assertThat(nodes)
        .allSatisfy(
            node ->
                assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotBlank());
    assertThat(nodes)
        .extracting(StreamNode::getTransformationUID)
        .doesNotHaveDuplicates()
        .as("the operators of before")
        .contains("packets", "stream-quality");
  }
}
