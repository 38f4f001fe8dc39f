public class Smoke { [Fact] public void Yes() => Assert.True(true); }
