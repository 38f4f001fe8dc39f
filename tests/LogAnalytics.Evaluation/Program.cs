using LogAnalytics.Evaluation.Options;

return EvaluationCommand.Run(args);
