using ArazzoDurable.Cli;

return await ArazzoCommand.InvokeAsync(args, CommandIo.OfThisProcess(), CancellationToken.None);
