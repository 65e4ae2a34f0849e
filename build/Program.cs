Console.WriteLine("build");
